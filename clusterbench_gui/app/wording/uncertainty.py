"""What can be wrong with a design of alternatives, and with what is asked of its runs."""

from collections.abc import Mapping

from clusterbench_gui.app.wording.marks import _

SENTENCES: Mapping[str, str] = {
    "tree-invalid": _(
        "The levels of the model do not fit together: a node has a parent that does not exist, or no children. Please check the model."
    ),
    "design-weights": _(
        "The weight sets need one finite number, 0 or more, for every node below the top. Please complete them."
    ),
    "design-levels": _(
        "Each level of the model needs exactly one factor that chooses its aggregation. Please correct the design."
    ),
    "design-dropping": _("The design leaves out an indicator that the model does not have. Please correct the design."),
    "design-too-large": _(
        "The design has {runs} combinations, too many to run them all. Please draw some of them, or take alternatives out."
    ),
    "runs-invalid": _(
        "The given runs choose alternatives that the design does not have. Please give runs of this design, with one number per factor."
    ),
    "values-extreme": _(
        "Normalised values beyond 10 to the power of 30 cannot be aggregated. Please normalise the indicators."
    ),
    "scores-empty": _("No unit has a score, because too little is present everywhere."),
    "certainty-invalid": _(
        "The certainty of the weights, {certainty}, must be above 0; the larger, the closer the draws are to the weights."
    ),
    "limits-impossible": _(
        "No weights keep within these limits: the lowest shares sum to {low}, the highest to {high}, and 1 must lie between. Please widen the limits."
    ),
    "sensitivity-failed": _(
        "{failed} of {runs} runs have no scores, and sensitivity cannot be computed without them. Please take the alternatives that fail out of the design, or normalise to a scale above 0 (for example 1 to 100)."
    ),
    "extremes-missing": _(
        "Best and worst places over all weights need every score. Please impute what is missing, leave such units out, or ask on a level without gaps."
    ),
    "extremes-method": _(
        "Exact best and worst places need arithmetic means above the level whose weights vary, not {name}. Please choose a higher level, or leave [extremes] out."
    ),
    "extremes-level": _("[extremes] cannot vary the weights of level {value}. Levels below the top: 1 to {most}."),
}
