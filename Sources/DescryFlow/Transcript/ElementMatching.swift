import DescryCore
import DescryText

/// Finds the element of a screen that a text names.
struct ElementMatching {
  private struct Label {
    let id: Int
    let role: ElementRole
    let key: [UInt8]
  }

  private var labels: [Label] = []
  /// By key, the places in `labels`.
  private var byKey: [[UInt8]: [Int]] = [:]
  private var seen = 0
  /// How many labels may still be looked at for likeness: a thousand actions that name nothing on a page of
  /// ten thousand labels are no honest record.
  private var looks = 20_000_000

  /// - Parameter elements: those that the person had seen.
  init(_ elements: [Element] = []) { see(elements) }

  /// Takes in the elements that came up behind those seen before.
  mutating func see(_ elements: [Element]) {
    for element in elements[min(seen, elements.count)...] {
      guard
        element.role.isControl || element.role == .image || element.role == .text
          || element.role == .disclosure
      else { continue }
      let key = Self.key(element.label)
      byKey[key, default: []].append(labels.count)
      labels.append(Label(id: element.id, role: element.role, key: key))
    }
    seen = elements.count
  }

  /// The element, or nil when none fits.
  ///
  /// Case, accents, blanks and marks do not count; a target that ends in `…` is the beginning of a
  /// label. Elements that can take the action come first, then the last on the screen.
  mutating func element(named target: String, for kind: FlowAction.Kind) -> Int? {
    let isCut = target.hasSuffix("…") || target.hasSuffix("...")
    let key = Self.key(target)
    guard !key.isEmpty else { return nil }
    for canTake in [true, false] {
      if !isCut,
        let exact = byKey[key]?.last(where: { Self.takes(labels[$0].role, kind) == canTake })
      {
        return labels[exact].id
      }
      if let alike = alike(key, isCut: isCut, where: { Self.takes($0, kind) == canTake }) {
        return alike
      }
    }
    return nil
  }

  /// The last label that begins with the key, else the last that the key begins with, else the last
  /// that holds it.
  private mutating func alike(
    _ key: [UInt8], isCut: Bool, where fits: (ElementRole) -> Bool
  ) -> Int? {
    guard looks >= 0 else { return nil }
    looks -= labels.count
    var (whole, part): (Int?, Int?)
    for label in labels.reversed() where fits(label.role) {
      if label.key.starts(with: key) { return label.id }
      if whole == nil, !isCut, label.key.count >= 3, key.starts(with: label.key) {
        whole = label.id
      }
      if part == nil, whole == nil, key.count >= 4, Self.contains(label.key, key) {
        part = label.id
      }
    }
    return whole ?? part
  }

  private static func takes(_ role: ElementRole, _ kind: FlowAction.Kind) -> Bool {
    switch kind {
    case .check, .uncheck: role == .checkbox || role == .radio || role == .toggle
    case .type: role == .textbox || role == .combobox
    case .choose: role == .radio || role == .option || role == .combobox || role == .checkbox
    case .click, .submit, .open, .back, .close, .wait: role != .text && role != .image
    }
  }

  /// The letters and digits of a text as plain capitals.
  private static func key(_ text: String) -> [UInt8] {
    NormalizedText(text).bytes.filter(NormalizedText.isWordByte)
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }
}
