/// Who does work on items that do not depend on each other: one after the other, or several threads.
///
/// What comes of it is the same in any case.
public protocol IndependentWork: Sendable {
  /// What `work` makes of each item, in the items' order.
  func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) -> Result
  ) -> [Result]
}
