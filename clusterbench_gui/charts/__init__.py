"""Charts of a scored study: matplotlib Figures for window, files and paper, and the same in words.

Every chart is a function of a `ScoredStudy`; `describe` beside it gives the alternative text. No pyplot, no images, no
change of matplotlib's settings: any renderer draws them. Import lazily, matplotlib is heavy.
"""
