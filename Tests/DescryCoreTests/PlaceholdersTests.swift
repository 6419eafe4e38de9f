import DescryCore
import Testing

@Suite struct PlaceholdersTests {
  @Test(arguments: [
    ("no braces", "no braces"), ("{a}", "1"), ("{a}{b}", "1{b}"), ("x {a} é {a}.", "x 1 é 1."),
    ("{unknown} {a}", "{unknown} 1"), ("{ {a} }", "{ 1 }"), ("{a", "{a"), ("a}", "a}"),
    ("{}", "{}"),
    ("{c}", "{a}"),
  ])
  func `names are filled once, what has no value stays`(text: String, expected: String) {
    #expect(text.filled { ["a": "1", "c": "{a}"][$0] } == expected)
  }

  @Test(arguments: [
    ("auprès de {a}", "auprès d'Amazon"), ("De {a} à {b}", "D'Amazon à Netflix"),
    ("le code {a}", "le code Amazon"), ("auprès de {b}", "auprès de Netflix"),
    ("remboursement de {amount}", "remboursement du montant"), ("{amount}", "le montant"),
    ("à {amount}", "au montant"), ("le débit du {date}", "le débit de ce jour-là"),
    ("autour du {date}", "autour de ce jour-là"),
    ("peu avant le {date} ?", "peu avant ce jour-là ?"),
    ("perdu {date}", "perdu ce jour-là"), ("de {e}", "d'Électricité"),
    ("de {unknown}", "de {unknown}"),
  ])
  func `French joins what stands before a name to it`(text: String, expected: String) {
    let values = [
      "a": "Amazon", "b": "Netflix", "amount": "le montant", "date": "ce jour-là",
      "e": "Électricité",
    ]
    #expect(text.filled(in: .french) { values[String($0)] } == expected)
  }
}
