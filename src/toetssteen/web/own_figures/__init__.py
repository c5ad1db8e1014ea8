"""Own figures: a municipality's survey, monitor or export of Swing, from an uploaded table to published figures."""
