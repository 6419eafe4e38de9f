import DescryCore

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
