internal import DescryPattern
internal import DescryRules
internal import DescryText

/// All phrases of a rule book, found in one pass over a text.
struct PhraseIndex: Sendable {
  private let forms: PhraseForms
  private let places: [String: Int]

  init(_ forms: PhraseForms) {
    self.forms = forms
    places = Dictionary(
      forms.lists.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
  }

  /// How many lists there are.
  var count: Int { forms.lists.count }

  /// The lists with these ids; unknown ones are left out.
  func selection(_ names: [String]) -> PhraseSelection {
    PhraseSelection(names.compactMap { places[$0] }, of: count)
  }

  /// The lists of which a phrase stands in the text, each with its first and longest phrase.
  ///
  /// A longer text than phrases are timed on is looked at up to there: no label is so long, and time
  /// stays bounded.
  func hits(in text: String, using scratch: MatchScratch) -> PhraseHits {
    let text = Self.beginning(of: text)
    var matches: [PatternMatch] = []
    NormalizedText(text, keepingPlaces: false).bytes.withUnsafeBufferPointer {
      forms.set.matches(in: $0, using: scratch, into: &matches)
    }
    if matches.isEmpty { return .none }
    var hits: [PhraseHits.Hit] = []
    var excepted: Set<Int> = []
    // The phrases of a list stand one behind the other, and so do their matches.
    for match in matches {
      let owner = forms.owners[match.pattern]
      if owner.isException {
        excepted.insert(owner.list)
      } else if let last = hits.last, last.list == owner.list {
        if match.span.precedes(last.span) { hits[hits.count - 1].span = match.span }
      } else {
        hits.append(PhraseHits.Hit(list: owner.list, span: match.span))
      }
    }
    if !excepted.isEmpty { hits.removeAll { excepted.contains($0.list) } }
    return hits.isEmpty ? .none : PhraseHits(hits, in: NormalizedText(text))
  }
}

extension PhraseIndex {
  /// As much of a text as is looked at, cut between two characters of Unicode.
  private static func beginning(of text: String) -> String {
    guard text.utf8.count > PhraseTiming.longest else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: PhraseTiming.longest)
    while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }
}

/// Some lists of phrases.
struct PhraseSelection: Sendable {
  /// By list, whether it is one of them.
  private let isChosen: [Bool]
  /// The places of the lists, ascending.
  let lists: [Int]

  init(_ places: [Int], of count: Int) {
    var isChosen = [Bool](repeating: false, count: count)
    for place in places { isChosen[place] = true }
    self.isChosen = isChosen
    lists = isChosen.indices.filter { isChosen[$0] }
  }

  func contains(_ list: Int) -> Bool { isChosen[list] }
}

/// What was found in a text.
struct PhraseHits {
  /// The first and longest phrase of a list.
  struct Hit {
    let list: Int
    /// Its bytes in the normalised text.
    fileprivate(set) var span: Range<Int>
  }

  /// One for each list of which a phrase was found, in the order of the lists.
  let hits: [Hit]
  /// The normalised text; nil when nothing was found.
  let normalized: NormalizedText?

  static let none = PhraseHits([], in: nil)

  fileprivate init(_ hits: [Hit], in normalized: NormalizedText?) {
    self.hits = hits
    self.normalized = normalized
  }

  /// Whether a phrase of the lists was found.
  func has(_ selection: PhraseSelection) -> Bool {
    hits.contains { selection.contains($0.list) }
  }

  /// Whether a phrase of a list that both texts have was found.
  func meet(_ other: PhraseHits, in selection: PhraseSelection) -> Bool {
    hits.contains { hit in
      selection.contains(hit.list) && other.hits.contains { $0.list == hit.list }
    }
  }

  /// The first phrase of the lists.
  func span(_ selection: PhraseSelection) -> Range<Int>? {
    var first: Range<Int>?
    for hit in hits where selection.contains(hit.list) {
      if first.map(hit.span.precedes) ?? true { first = hit.span }
    }
    return first
  }
}

extension Range<Int> {
  /// Whether it begins before another, or at the same place and is longer.
  fileprivate func precedes(_ other: Range<Int>) -> Bool {
    (lowerBound, -count) < (other.lowerBound, -other.count)
  }
}
