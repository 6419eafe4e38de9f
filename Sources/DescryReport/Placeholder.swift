// renderers
