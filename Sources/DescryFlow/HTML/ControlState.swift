import DescryCore

/// Reads what a control is set to.
enum ControlState {
  /// The state by the attributes of HTML and WAI-ARIA, and by what a recording saw.
  static func read(_ node: PageTree.Node, live: PageTree.LiveFacts?, role: ElementRole)
    -> ElementState
  {
    var state = ElementState()
    state.isDisabled =
      node.attribute("disabled") != nil || node.attribute("aria-disabled") == "true"
    state.isRequired =
      node.attribute("required") != nil || node.attribute("aria-required") == "true"
    state.expanded = node.attribute("aria-expanded").map { $0 == "true" }
    if role.isTickable {
      let aria =
        node.attribute("aria-checked") ?? node.attribute("aria-pressed")
        ?? node.attribute("aria-selected")
      if node.tag == "input" {
        // An aria-checked on a real box is a script's copy of its state, often the only one saved.
        state.defaultChecked = node.attribute("checked") != nil || aria == "true"
      } else if node.tag == "option" {
        state.defaultChecked = node.attribute("selected") != nil
      } else {
        state.defaultChecked = aria == "true" || node.attribute("checked") != nil
      }
      state.checked = live?.checked ?? live?.selected ?? state.defaultChecked
    }
    if role == .textbox, node.attribute("type")?.lowercased() != "password" {
      state.value = live?.value ?? node.attribute("value")
    }
    return state
  }
}
