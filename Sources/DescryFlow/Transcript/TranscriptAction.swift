import DescryCore
import DescryText

/// What a person did, as a line of a transcript says it: `> type "a@b.fr" in "E-mail"`.
struct TranscriptAction {
  let kind: FlowAction.Kind
  private(set) var target: String?
  private(set) var value: String?

  /// - Parameter text: the line without its `>`; nil when it names nothing that can be done.
  init?(_ text: String) {
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let verb = words.first, let kind = Self.verbs[verb.lowercased()] else { return nil }
    self.kind = kind
    let rest = words.count > 1 ? words[1] : ""
    let quoted = Self.arguments(rest)
    switch kind {
    case .type:
      value = quoted.first
      target = quoted.count > 1 ? quoted[1] : nil
    case .choose:
      target = quoted.first
      value = quoted.first
    case .wait: value = rest.isEmpty ? nil : String(rest)
    case .open, .back, .close, .submit, .click, .check, .uncheck: target = quoted.first
    }
  }

  private static let verbs: [String: FlowAction.Kind] = [
    "click": .click, "tap": .click, "press": .click, "cliquer": .click, "clic": .click,
    "check": .check, "tick": .check, "cocher": .check, "uncheck": .uncheck, "untick": .uncheck,
    "décocher": .uncheck, "decocher": .uncheck, "type": .type, "fill": .type, "saisir": .type,
    "choose": .choose, "select": .choose, "choisir": .choose, "close": .close, "fermer": .close,
    "back": .back, "retour": .back, "wait": .wait, "attendre": .wait, "submit": .submit,
    "envoyer": .submit, "open": .open, "goto": .open, "ouvrir": .open,
  ]

  private static let quotes: [Character: Character] = [
    "\"": "\"", "«": "»", "“": "”", "„": "“", "‘": "’", "'": "'",
  ]

  /// The quoted texts; without quotes, the text on either side of ` in `.
  private static func arguments(_ text: Substring) -> [String] {
    var arguments: [String] = []
    var rest = text
    while let open = rest.firstIndex(where: { quotes[$0] != nil }) {
      let isFirst = rest[..<open].allSatisfy(\.isWhitespace)
      if arguments.isEmpty, !isFirst { break }
      let inside = rest[rest.index(after: open)...]
      let closing = quotes[rest[open]] ?? "\""
      // An apostrophe inside the words closes nothing: the last mark does.
      let close =
        closing == "'" || closing == "’"
        ? inside.lastIndex(of: closing) : inside.firstIndex(of: closing)
      guard let close else {
        arguments.append(trimmed(inside))
        return arguments
      }
      arguments.append(trimmed(inside[..<close]))
      rest = inside[inside.index(after: close)...]
    }
    if !arguments.isEmpty { return arguments }
    for link in [" in ", " into ", " dans "] {
      let whole = String(text)
      if let range = whole.range(of: link) {
        return [trimmed(whole[..<range.lowerBound]), trimmed(whole[range.upperBound...])]
      }
    }
    let plain = trimmed(text)
    return plain.isEmpty ? [] : [plain]
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

/// Finds the element of a screen that a text names.
struct ElementMatching {
  private let labels: [(id: Int, role: ElementRole, key: [UInt8])]

  /// - Parameter elements: those that the person had seen.
  init(_ elements: [Element]) {
    labels = elements.compactMap { element in
      guard
        element.role.isControl || element.role == .image || element.role == .text
          || element.role == .disclosure
      else { return nil }
      return (element.id, element.role, Self.key(element.label))
    }
  }

  /// The element, or nil when none or several unlike ones fit.
  ///
  /// Case, accents, blanks and marks do not count; a target that ends in `…` is the beginning of a
  /// label. Elements that can take the action come first, then the last on the screen.
  func element(named target: String, for kind: FlowAction.Kind) -> Int? {
    let isCut = target.hasSuffix("…") || target.hasSuffix("...")
    let key = Self.key(target)
    guard !key.isEmpty else { return nil }
    let fitting = labels.filter { Self.takes($0.role, kind) }
    let others = labels.filter { !Self.takes($0.role, kind) }
    for list in [fitting, others] {
      if !isCut, let exact = list.last(where: { $0.key == key }) { return exact.id }
      if let start = list.last(where: { $0.key.starts(with: key) }) { return start.id }
      if let whole = list.last(where: {
        !$0.key.isEmpty && $0.key.count >= 3 && key.starts(with: $0.key) && !isCut
      }) {
        return whole.id
      }
      if key.count >= 4, let part = list.last(where: { Self.contains($0.key, key) }) {
        return part.id
      }
    }
    return nil
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
