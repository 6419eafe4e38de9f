internal import DescryText

/// What kind of company a name belongs to, which nobody says who means the shop.
enum LegalForms {
  /// Takes legal forms, bank's words and dangling small words off the end of a name.
  static func without(_ words: [Token], in text: NormalizedText, keeping least: Int = 1) -> [Token]
  {
    var words = words
    var found = true
    while found, words.count > least {
      found = false
      let last = text.string(words[words.count - 1].range)
      if forms.contains(last) || (words.count > 1 && dangling.contains(last)) {
        words.removeLast()
        found = true
        continue
      }
      // S.A.R.L., S. A., B.V.: letters with marks or blanks between them.
      let letters = words.reversed().prefix { $0.kind == .letters && $0.range.count <= 2 }.count
      for count in stride(from: min(4, letters, words.count - least), to: 1, by: -1) {
        let joined = words.suffix(count).map { text.string($0.range) }.joined()
        if forms.contains(joined) {
          words.removeLast(count)
          found = true
          break
        }
      }
    }
    return words
  }

  private static let forms: Set<String> = [
    "LTD", "LIMITED", "LIMITE", "INC", "LLC", "LLP", "PLC", "CORP", "CORPORATION", "PTY", "PTE",
    "PVT", "SARL", "SAS", "SASU", "SA", "SCA", "SNC", "EURL", "EIRL", "SCOP", "GMBH", "MBH", "AG",
    "KG", "UG", "OHG", "BV", "NV", "BVBA", "SPRL", "SRL", "SPA", "SL", "SLU", "AB", "OY", "APS",
    "LDA", "LTDA", "KFT", "SRO", "DOO", "CARTE", "CB", "PAYLI", "VAD",
  ]
  /// What is left when the words behind it are gone.
  private static let dangling: Set<String> = [
    "DE", "DU", "DES", "D", "IN", "AT", "OF", "ET", "CIE", "AND", "AU", "AUX", "EN", "LES", "THE",
    "BY", "SC",
  ]
}
