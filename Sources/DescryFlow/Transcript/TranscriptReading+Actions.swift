import DescryCore

// What the person did.
extension TranscriptReading {
  /// Takes in a line behind `>`; gives whether it names something that can be done.
  mutating func take(action line: Line) -> Bool {
    let rest = line.dropping(1).trimmed()
    guard let action = TranscriptAction(String(decoding: rest.bytes, as: UTF8.self)) else {
      return false
    }
    var done = FlowAction(
      screen: flowRead.screens.count, kind: action.kind, target: action.target, value: action.value,
      location: source.location(line.range))
    if let target = action.target, action.kind != .open {
      matching.see(builder.elements)
      done.element = matching.element(named: target, for: action.kind)
      if done.element == nil { lookBelow(&done, target) }
      if done.element == nil {
        note(
          "F022 unknown-target", "nothing on the screen above is called “\(target)”", line.range,
          .note)
      }
    }
    flowRead.actions.append(done)
    return true
  }

  /// Looks for the target on the screen that the overlay lies over.
  private mutating func lookBelow(_ action: inout FlowAction, _ target: String) {
    var index = flowRead.screens.count
    var isOverlay = screen.isOverlay
    while isOverlay, index > 0 {
      index -= 1
      matchings[index].see(flowRead.screens[index].elements)
      if let element = matchings[index].element(named: target, for: action.kind) {
        action.screen = index
        action.element = element
        return
      }
      isOverlay = flowRead.screens[index].isOverlay
    }
  }
}
