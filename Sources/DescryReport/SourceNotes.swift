internal import DescryCore

/// Where the ratios of a page's sums come from, written once each and led to by its number.
struct SourceNotes: Sendable {
  let language: Language
  private var sources: [String] = []
  private var numbers: [String: Int] = [:]

  init(_ language: Language) { self.language = language }

  /// The number of a source.
  mutating func number(of source: String) -> Int {
    if let number = numbers[source] { return number }
    sources.append(source)
    numbers[source] = sources.count
    return sources.count
  }

  /// How the sums are read, and the sources in the order of their numbers.
  func write(to page: inout HTMLWriter) {
    page.element("section", ("class", "sources")) { page in
      page.element("h2", text: language.say("How the sums are read", "Comment lire les calculs"))
      page.element(
        "p",
        text: language.say(
          "Each sum begins with how often such a line turned out to be that, and takes it times the ratio of each thing seen: how much more often it is seen when that is so. The percentage is the result divided by the sum of the results; what is too unlikely to say is left out.",
          "Chaque calcul part de la fréquence avec laquelle une telle ligne s'est révélée être cela, multipliée par le rapport de chaque constat : combien de fois plus souvent on le voit dans ce cas. Le pourcentage est le résultat divisé par la somme des résultats ; ce qui est trop peu probable pour être dit est omis."
        ))
      guard !sources.isEmpty else { return }
      page.markup("<ol>")
      for (index, source) in sources.enumerated() {
        page.element("li", ("id", "s\(index + 1)")) { $0.linked(source) }
      }
      page.markup("</ol>")
    }
  }
}
