"""Neural models (神经网络模型): the only place, with `training`, that runs trained weights."""
