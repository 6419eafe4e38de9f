import DescryCore
import Synchronization

/// Pieces of one whole that several threads work on, and that come out in their order.
///
/// The thread that asks for them works too whenever the piece whose turn it is is not ready, and it
/// alone sees what comes out. What comes out is the same for any number of threads. Few pieces are
/// worked on before their turn, and the memory of those that came out serves the next, so memory
/// stays the same however many there are.
final class OrderedPieces<Piece: Sendable>: Sendable {
  /// Makes the piece of a number in the memory of one that has come out.
  typealias Work = @Sendable (_ number: Int, _ piece: inout Piece) -> Void

  private struct State {
    /// The first piece that no thread has begun.
    var next = 0
    /// The piece that comes out next.
    var turn = 0
    /// Pieces that wait for their turn, by number.
    var ready: [Int: Piece] = [:]
    /// Pieces that came out.
    var spare: [Piece] = []
    /// How many threads wait for room.
    var idle = 0
    /// Whether the thread that asks waits for the piece whose turn it is.
    var isAwaited = false
    /// Whether no more pieces are wanted.
    var isOver = false
  }

  private enum Step {
    case work(Int, Piece)
    case take(Int, Piece)
    case wait
    case end
  }

  /// So many pieces for each thread are in hand at most.
  private static var ahead: Int { 4 }

  private let count: Int
  private let threads: Int
  private let blank: Piece
  private let work: Work
  private let state = Mutex(State())

  /// So many pieces, made from `blank` ones.
  init(_ count: Int, threads: Int, blank: Piece, work: @escaping Work) {
    self.count = count
    self.threads = min(threads, count)
    self.blank = blank
    self.work = work
  }

  /// Gives the pieces in order to `take`, until there are no more or it says that it wants no more.
  func forEach(_ take: (_ number: Int, _ piece: inout Piece) throws -> Bool) rethrows {
    // Without threads or pipes to be had, everything is done here.
    guard threads > 1, let ready = PipeSemaphore() else { return try run(nil, take) }
    defer { ready.end() }
    guard let room = PipeSemaphore() else { return try run(nil, take) }
    defer { room.end() }
    let others = (1..<threads).compactMap { _ in
      SystemThread { [self] in assist(ready: ready, room: room) }
    }
    defer {
      let idle = state.withLock { state in
        state.isOver = true
        return state.idle
      }
      room.signal(idle)
      for thread in others { thread.join() }
    }
    try run((ready, room), take)
  }

  /// What the thread that asks does.
  private func run(
    _ semaphores: (ready: PipeSemaphore, room: PipeSemaphore)?,
    _ take: (Int, inout Piece) throws -> Bool
  ) rethrows {
    while true {
      switch state.withLock({ nextOfAsker(&$0) }) {
      case .take(let number, var piece):
        guard try take(number, &piece) else { return }
        let idle = state.withLock { state in
          state.turn += 1
          state.spare.append(piece)
          defer { state.idle = 0 }
          return state.idle
        }
        semaphores?.room.signal(idle)
      case .work(let number, var piece):
        work(number, &piece)
        state.withLock { $0.ready[number] = piece }
      case .wait: semaphores?.ready.wait()
      case .end: return
      }
    }
  }

  private func nextOfAsker(_ state: inout State) -> Step {
    guard state.turn < count else { return .end }
    if let piece = state.ready.removeValue(forKey: state.turn) { return .take(state.turn, piece) }
    if let step = begin(&state) { return step }
    state.isAwaited = true
    return .wait
  }

  /// What the other threads do.
  private func assist(ready: PipeSemaphore, room: PipeSemaphore) {
    while true {
      switch state.withLock({ nextOfOther(&$0) }) {
      case .work(let number, var piece):
        work(number, &piece)
        let isAwaited = state.withLock { state in
          state.ready[number] = piece
          guard state.isAwaited, state.turn == number else { return false }
          state.isAwaited = false
          return true
        }
        if isAwaited { ready.signal() }
      case .wait: room.wait()
      case .take, .end: return
      }
    }
  }

  private func nextOfOther(_ state: inout State) -> Step {
    guard !state.isOver, state.next < count else { return .end }
    if let step = begin(&state) { return step }
    state.idle += 1
    return .wait
  }

  /// Begins the next piece, if there is room for it.
  private func begin(_ state: inout State) -> Step? {
    guard state.next < count, state.next - state.turn < threads * Self.ahead else { return nil }
    defer { state.next += 1 }
    return .work(state.next, state.spare.popLast() ?? blank)
  }
}
