"""The snapshot that a request is answered from, permalinks to earlier ones, and warming."""
