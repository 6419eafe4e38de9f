internal import DescryPattern
internal import DescryText

/// A phrase as an author writes it, made a pattern over normalised text.
///
/// Words match whole, in any case, without accents; an apostrophe may be missing; between words may
/// stand a blank, a comma or a dash. `abonn*` takes any ending, `(a|b)` is a choice, `[a]` may be
/// missing, and `{number}`, `{price}`, `{clock}`, `{duration}`, `{period}`, `{word}` and `{words}`
/// (up to four) stand for what they name.
struct PhraseForm {
  /// Why a form was refused.
  struct Refusal: Error {
    let message: String
    /// Where, in characters.
    let offset: Int
  }

  /// PCRE2 over normalised text.
  let pattern: String

  /// Reads a form; `isWhole` when it must be all of the text.
  init(_ text: String, isWhole: Bool) throws(Refusal) {
    var reader = Reader(Array(text))
    let body = try reader.alternation(depth: 0)
    guard reader.index == reader.characters.count else {
      throw Refusal(message: "a bracket is closed that was not opened", offset: reader.index)
    }
    guard body.contains(where: { $0.isLetter || $0.isNumber || !$0.isASCII }) else {
      throw Refusal(message: "a form has at least one word", offset: 0)
    }
    if isWhole {
      pattern = "\\A[^A-Z0-9]{0,8}+(?:\(body))[^A-Z0-9]{0,8}+\\z"
    } else {
      let bounded = text.last == "*" ? "" : "(?![A-Z0-9])"
      pattern = "(?<![A-Z0-9])(?:\(body))\(bounded)"
    }
  }

  /// What stands between two words.
  private static let gap = "[ ,:-]{1,3}"

  private static let placeholders: [String: String] = [
    "number": "[0-9][0-9.,]{0,9}+",
    "price":
      "(?:(?:[$£€]|EUR|CHF|USD|GBP) ?[0-9][0-9.,]{0,9}+|[0-9][0-9.,]{0,9}+ ?(?:[$£€]|EUR|CHF|USD|GBP|DOLLARS?|POUNDS?|FR(?![A-Z]))(?:OS?)?)",
    "clock": "[0-9]{1,3} ?[:HMSDJ][A-Z]{0,7} ?[0-9]{1,2}(?: ?[:HMS][A-Z]{0,7} ?[0-9]{0,2}){0,2}",
    "duration":
      "[0-9]{1,4} ?-?(?:DAYS?|HOURS?|HRS?|MINUTES?|MINS?|SECONDS?|SECS?|WEEKS?|MONTHS?|YEARS?|JOURS?|HEURES?|SECONDES?|SEMAINES?|MOIS|ANS?|ANNEES?|TAGEN?|TAGE?|STUNDEN?|MINUTEN|WOCHEN?|MONATEN?|MONATE?|JAHREN?|JAHRE?|DIAS?|HORAS?|MESES|MES|GIORNI|GIORNO|ORE|MESI|MESE)",
    "period":
      "(?:DAY|WEEK|MONTH|YEAR|ANNUM|QUARTER|JOUR|SEMAINE|MOIS|ANS?|ANNEE|TRIMESTRE|TAG|WOCHE|MONAT|JAHR|DIA|SEMANA|MES|ANO|MESE|ANNO)",
    "word": "[^ ]{1,30}+",
  ]

  private struct Reader {
    let characters: [Character]
    var index = 0

    init(_ characters: [Character]) { self.characters = characters }

    mutating func alternation(depth: Int) throws(Refusal) -> String {
      guard depth < 8 else { throw Refusal(message: "brackets are nested too deep", offset: index) }
      var branches = [try sequence(depth: depth)]
      while index < characters.count, characters[index] == "|" {
        index += 1
        branches.append(try sequence(depth: depth))
      }
      return branches.count == 1 ? branches[0] : "(?:\(branches.joined(separator: "|")))"
    }

    private mutating func sequence(depth: Int) throws(Refusal) -> String {
      var pattern = ""
      while index < characters.count {
        let character = characters[index]
        switch character {
        case "|", ")", "]": return pattern
        case "(":
          pattern += "(?:\(try inner(depth, ")")))"
        case "[":
          let body = try inner(depth, "]")
          let hasGap = index < characters.count && characters[index] == " "
          if hasGap { index += 1 }
          pattern += "(?:\(body)\(hasGap ? PhraseForm.gap : ""))?"
        case "{": pattern += try placeholder()
        case "*":
          index += 1
          pattern += "[A-Z]{0,20}"
        case " ":
          index += 1
          if index < characters.count, characters[index] == "[" {
            // What may be missing takes the gap before it along, so that optional words can follow
            // each other and end a phrase.
            pattern += "(?:\(PhraseForm.gap)\(try inner(depth, "]")))?"
          } else {
            pattern += PhraseForm.gap
          }
        case "'", "’":
          index += 1
          pattern += "'? ?"
        case "-":
          index += 1
          pattern += "[ -]?"
        default:
          index += 1
          for byte in NormalizedText(String(character)).string.unicodeScalars {
            let isPlain =
              byte.value >= 0x80 || ("A"..."Z").contains(byte) || ("0"..."9").contains(byte)
            pattern += isPlain ? String(byte) : "\\\(byte)"
          }
        }
      }
      return pattern
    }

    private mutating func inner(_ depth: Int, _ close: Character) throws(Refusal) -> String {
      let start = index
      index += 1
      let body = try alternation(depth: depth + 1)
      guard index < characters.count, characters[index] == close else {
        throw Refusal(message: "the bracket is not closed", offset: start)
      }
      index += 1
      return body
    }

    private mutating func placeholder() throws(Refusal) -> String {
      let start = index
      guard let close = characters[index...].firstIndex(of: "}") else {
        throw Refusal(message: "the bracket is not closed", offset: start)
      }
      let name = String(characters[(index + 1)..<close])
      index = close + 1
      if name == "words" {
        if index < characters.count, characters[index] == " " { index += 1 }
        return "(?:[^ ]{1,30}+ ){0,4}?"
      }
      guard let pattern = PhraseForm.placeholders[name] else {
        let known = (PhraseForm.placeholders.keys + ["words"]).sorted().joined(separator: "}, {")
        throw Refusal(message: "there is no {\(name)}; there are {\(known)}", offset: start)
      }
      return pattern
    }
  }
}
