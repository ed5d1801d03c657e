"""What the reports of a study are made of: `material.material_of` once, `dossier.dossier_of` by cluster, `overview.overview_of` for all."""
