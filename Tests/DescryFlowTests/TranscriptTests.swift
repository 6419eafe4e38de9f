import DescryCore
import DescryFlow
import Testing

/// Reads a transcript from a text.
func transcript(_ text: String) throws -> Flow {
  try FlowFile.read(Array(text.utf8), path: "visit.flow.md")
}

@Suite("The typed transcript")
struct TranscriptTests {
  @Test("the head names title, language, currency, merchant and day")
  func frontMatter() throws {
    let flow = try transcript(
      """
      ---
      flow: Vélo Neuf      # a remark
      lang: fr
      currency: CHF
      merchant: velo-neuf
      date: 2024-02-29
      ---
      # 1. Panier  <https://velo.example/panier>
      Total — 12.50
      """)
    #expect(flow.title == "Vélo Neuf")
    #expect(flow.language == "fr")
    #expect(flow.currency?.code == "CHF")
    #expect(flow.merchant == "velo-neuf")
    #expect(flow.date == CalendarDate(year: 2024, month: 2, day: 29))
    #expect(flow.screens.map(\.title) == ["Panier"])
    #expect(flow.screens[0].url == "https://velo.example/panier")
    #expect(flow.screens[0].prices.map(\.amount) == [Amount(units: 1250, scale: 2)])
    #expect(flow.screens[0].prices.map(\.kind) == [.total])
  }

  @Test("screens may be overlays and have a language of their own")
  func screens() throws {
    let flow = try transcript(
      """
      # 1. Panier
      Un
      # 2b. Fenêtre: Club {overlay}
      Deux
      # 3. Zahlung {lang=de}
      Drei
      # Ohne Nummer lang=de
      Vier
      """)
    #expect(flow.screens.map(\.title) == ["Panier", "Fenêtre: Club", "Zahlung", "Ohne Nummer"])
    #expect(flow.screens.map(\.isOverlay) == [false, true, false, false])
    #expect(flow.screens.map(\.language) == [nil, nil, "de", "de"])
    #expect(flow.screens.map(\.index) == [0, 1, 2, 3])
  }

  @Test(
    "each form gives its element",
    arguments: [
      ("## Mode de livraison", ElementRole.heading, "Mode de livraison"),
      ("### Détail", .heading, "Détail"),
      ("[x] Je m'abonne", .checkbox, "Je m'abonne"),
      ("- [ ] Je m'abonne", .checkbox, "Je m'abonne"),
      ("(x) Express — 9,90 €", .radio, "Express — 9,90 €"),
      ("( ) Lent", .radio, "Lent"),
      ("[[ Continuer ]]", .button, "Continuer"),
      ("[[ Payer ]]!", .button, "Payer"),
      ("[Nos conditions](https://a.example/cgv)", .link, "Nos conditions"),
      ("[Non merci]()", .link, "Non merci"),
      ("{{ E-mail * }}", .textbox, "E-mail"),
      ("{{ E-mail }}: a@b.example", .textbox, "E-mail"),
      ("<select> Durée: 1 mois | 12 mois", .combobox, "Durée"),
      ("~ petit texte", .text, "petit texte"),
      ("~~ caché", .text, "caché"),
      ("**Grand**", .text, "Grand"),
      ("⏱ 04:59 avant la fin", .timer, "04:59 avant la fin"),
      ("- Livre bleu — 18,90 €", .item, "Livre bleu — 18,90 €"),
      ("![Logo de la banque]", .image, "Logo de la banque"),
      (
        "**Agent:** Vous avez droit à un mois offert.", .speech, "Vous avez droit à un mois offert."
      ),
      ("**Total :** 24,80 €", .text, "Total : 24,80 €"),
      ("rien de particulier", .text, "rien de particulier"),
      ("> a line that is no action", .text, "a line that is no action"),
    ])
  func forms(line: String, role: ElementRole, label: String) throws {
    let flow = try transcript("# Page\n\(line)\n")
    let element = try #require(flow.screens.first?.elements.first)
    #expect(element.role == role)
    #expect(element.label == label)
    #expect(element.location.line == 2)
  }

  @Test("states, emphasis and values")
  func states() throws {
    let flow = try transcript(
      """
      # Page
      [x] A
      [ ] B {disabled}
      [[ C ]]!
      {{ D * }}: 12
      <select> E: un | deux
      ~ [Non](x)
      **F** gras
      **Client:** oui
      """)
    let elements = flow.screens[0].elements
    #expect(elements[0].state.defaultChecked == true && elements[0].state.isPreticked)
    #expect(elements[1].state.checked == false && elements[1].state.isDisabled)
    #expect(elements[2].emphasis == .primary)
    #expect(elements[3].state.isRequired && elements[3].state.value == "12")
    #expect(elements[4].state.value == "un")
    #expect(elements[5].role == .option && elements[5].state.defaultChecked == true)
    #expect(elements[6].state.defaultChecked == false && elements[6].parent == 4)
    #expect(elements[7].role == .link && elements[7].emphasis == .small)
    #expect(elements[8].emphasis == .strong)
    #expect(elements[9].speaker == "Client")
  }

  @Test("a link inside a sentence is part of the text and a control of its own")
  func inlineLink() throws {
    let flow = try transcript("# P\nEn payant vous acceptez les [CGV](/cgv).\n")
    let elements = flow.screens[0].elements
    #expect(elements.map(\.role) == [.text, .link])
    #expect(elements[0].text == "En payant vous acceptez les CGV.")
    #expect(elements[1].parent == 0 && elements[0].subtreeEnd == 2)
  }

  @Test("actions meet their elements whatever the case, the accents and the blanks")
  func actions() throws {
    let flow = try transcript(
      """
      # 1. Livraison
      [x] Je profite de l'essai
      {{ E-mail }}
      <select> Durée: 1 mois | 12 mois
      [[ Continuer ]]
      > uncheck "je PROFITE…"
      > type "a@b.example" in « E mail »
      > choose "12 mois"
      > wait 3 s
      > click Continuer
      # 2. Offre {overlay}
      [[ Oui ]]
      > close
      > click "continuer"
      > back
      > click "absent"
      """)
    #expect(
      flow.actions.map(\.kind) == [
        .uncheck, .type, .choose, .wait, .click, .close, .click, .back, .click,
      ])
    #expect(flow.actions.map(\.element) == [0, 1, 4, nil, 5, nil, 5, nil, nil])
    #expect(flow.actions.map(\.screen) == [0, 0, 0, 0, 0, 1, 0, 1, 1])
    #expect(flow.actions[1].value == "a@b.example")
    #expect(flow.actions[3].value == "3 s")
    #expect(flow.diagnostics.map(\.code) == ["F022 unknown-target"])
  }

  @Test("remarks are no part of the page, and some silence a rule")
  func remarks() throws {
    let flow = try transcript(
      """
      # P
      <!-- vu le 3 mars
      sur mobile -->
      <!-- descry-disable-next-line preticked -- demandé par le client -->

      [x] Un <!-- à revoir --> deux
      <!-- descry-disable shame -->
      """)
    #expect(flow.screens[0].elements.map(\.label) == ["Un deux"])
    #expect(flow.suppressions.map(\.rule) == ["preticked", "shame"])
    #expect(flow.suppressions.map(\.reason) == ["demandé par le client", nil])
    #expect(flow.suppressions.map(\.line) == [6, nil])
  }

  @Test("places are exact: lines, and columns in characters")
  func places() throws {
    let flow = try transcript("# É\n\n  [x] Été à 5 €\nOui [[ Payer ]]\n")
    let elements = flow.screens[0].elements
    #expect(
      elements[0].location
        == SourceLocation(
          path: "visit.flow.md", line: 3, column: 3, endLine: 3, endColumn: 16))
    #expect(
      elements[2].location
        == SourceLocation(
          path: "visit.flow.md", line: 4, column: 5, endLine: 4, endColumn: 16))
  }

  @Test("stray marks are text, and said", arguments: ["[[ Payer", "{{ E-mail", "<!-- oubli"])
  func strayMarks(line: String) throws {
    let flow = try transcript("# P\nAvant\n\(line)\n")
    #expect(flow.diagnostics.count == 1)
    #expect(flow.diagnostics[0].location.line == 3)
    #expect(flow.diagnostics[0].location.column == 1)
    #expect(flow.screens[0].elements[0].label == "Avant")
  }

  @Test("a text without any title is one screen")
  func noTitle() throws {
    let flow = try transcript("Bonjour\n[x] Oui\n")
    #expect(flow.screens.count == 1)
    #expect(flow.screens[0].elements.map(\.role) == [.text, .checkbox])
  }
}
