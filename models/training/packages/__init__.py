"""Test packages (测试材料包): their labels, the files made of them, and scores."""
