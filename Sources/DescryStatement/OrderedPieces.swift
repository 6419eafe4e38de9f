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

  /// Where a piece is made and waits for its turn; the lock says that one thread at a time has it.
  ///
  /// Each thread has places of its own: what it left there, it alone lets go, and no other has to
  /// wait for its memory.
  private final class Place: Sendable {
    let piece: Mutex<Piece>

    init(_ blank: Piece) { piece = Mutex(blank) }
  }

  private struct State {
    /// The places of each thread that are free.
    var free: [[Int]]
    /// The place of each piece that is in hand.
    var places: [Int: Int] = [:]
    /// The first piece that no thread has begun.
    var next = 0
    /// The piece that comes out next.
    var turn = 0
    /// The pieces that are ready before their turn.
    var ready: Set<Int> = []
    /// How many threads wait for room.
    var idle = 0
    /// Whether the thread that asks waits for the piece whose turn it is.
    var isAwaited = false
    /// Whether no more pieces are wanted.
    var isOver = false
  }

  private enum Step {
    /// To make the piece of a number in a place.
    case work(Int, at: Int)
    /// To give the piece of a number out of its place.
    case take(Int, at: Int)
    case wait
    case end
  }

  /// So many pieces of a thread may be in hand.
  private static var ahead: Int { 4 }

  private let count: Int
  private let threads: Int
  private let work: Work
  /// The places, thread by thread.
  private let places: [Place]
  private let state: Mutex<State>

  /// So many pieces, made from `blank` ones.
  init(_ count: Int, threads: Int, blank: Piece, work: @escaping Work) {
    let threads = max(1, min(threads, count))
    self.count = count
    self.threads = threads
    self.work = work
    places = (0..<threads * Self.ahead).map { _ in Place(blank) }
    state = Mutex(
      State(free: (0..<threads).map { Array($0 * Self.ahead..<($0 + 1) * Self.ahead) }))
  }

  /// Gives the pieces in order to `take`, until there are no more or it says that it wants no more.
  func forEach<Failure: Error>(
    _ take: (_ number: Int, _ piece: inout Piece) throws(Failure) -> Bool
  ) throws(Failure) {
    // Without threads or pipes to be had, everything is done here.
    guard threads > 1, let ready = PipeSemaphore() else { return try run(nil, take) }
    defer { ready.end() }
    guard let room = PipeSemaphore() else { return try run(nil, take) }
    defer { room.end() }
    let others = (1..<threads).compactMap { thread in
      SystemThread { [self] in assist(as: thread, ready: ready, room: room) }
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
  private func run<Failure: Error>(
    _ semaphores: (ready: PipeSemaphore, room: PipeSemaphore)?,
    _ take: (Int, inout Piece) throws(Failure) -> Bool
  ) throws(Failure) {
    while true {
      switch state.withLock({ nextOfAsker(&$0) }) {
      case .take(let number, let place):
        let wantsMore = try places[place].piece.withLock { piece throws(Failure) in
          try take(number, &piece)
        }
        guard wantsMore else { return }
        let idle = state.withLock { state in
          state.turn += 1
          state.free[place / Self.ahead].append(place)
          defer { state.idle = 0 }
          return state.idle
        }
        semaphores?.room.signal(idle)
      case .work(let number, let place):
        places[place].piece.withLock { work(number, &$0) }
        state.withLock { _ = $0.ready.insert(number) }
      case .wait: semaphores?.ready.wait()
      case .end: return
      }
    }
  }

  private func nextOfAsker(_ state: inout State) -> Step {
    guard state.turn < count else { return .end }
    if state.ready.remove(state.turn) != nil,
      let place = state.places.removeValue(forKey: state.turn)
    {
      return .take(state.turn, at: place)
    }
    if let step = begin(&state, as: 0) { return step }
    state.isAwaited = true
    return .wait
  }

  /// What the other threads do.
  private func assist(as thread: Int, ready: PipeSemaphore, room: PipeSemaphore) {
    while true {
      switch state.withLock({ nextOfOther(&$0, as: thread) }) {
      case .work(let number, let place):
        places[place].piece.withLock { work(number, &$0) }
        let isAwaited = state.withLock { state in
          state.ready.insert(number)
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

  private func nextOfOther(_ state: inout State, as thread: Int) -> Step {
    guard !state.isOver, state.next < count else { return .end }
    if let step = begin(&state, as: thread) { return step }
    state.idle += 1
    return .wait
  }

  /// Begins the next piece, if the thread has a place for it.
  private func begin(_ state: inout State, as thread: Int) -> Step? {
    guard state.next < count, let place = state.free[thread].popLast() else { return nil }
    defer { state.next += 1 }
    state.places[state.next] = place
    return .work(state.next, at: place)
  }
}
