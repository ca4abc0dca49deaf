/** What an alignment does next: takes one of both sides, or of one. */
export type Step = 'both' | 'a' | 'b'

/** Comparisons of elements; some tenths of a second. */
const defaultBudget = 20_000_000
/** Edits; the square of them is what is kept in memory, in numbers of 4 bytes. */
const mostEdits = 2_000

/**
 * The shortest way from one sequence to the other by taking out and putting in.
 * Numbers stand for the elements. Where that costs more than the budget, the
 * middle is given as all of `a` taken out and all of `b` put in, and `exact` is false.
 * @see Myers, An O(ND) Difference Algorithm and Its Variations (1986)
 */
export function align(
  a: readonly number[],
  b: readonly number[],
  budget: number = defaultBudget,
): { readonly steps: readonly Step[]; readonly exact: boolean } {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail += 1
  }
  const middleA = a.slice(head, a.length - tail)
  const middleB = b.slice(head, b.length - tail)
  const middle = shortestEdit(middleA, middleB, budget)
  const steps: Step[] = []
  for (let at = 0; at < head; at += 1) steps.push('both')
  for (const step of middle ?? [...middleA.map(() => 'a' as const), ...middleB.map(() => 'b' as const)]) {
    steps.push(step)
  }
  for (let at = 0; at < tail; at += 1) steps.push('both')
  return { steps, exact: middle !== undefined }
}

function shortestEdit(a: readonly number[], b: readonly number[], budget: number): Step[] | undefined {
  const most = Math.min(a.length + b.length, mostEdits)
  const reached: Int32Array[] = []
  let before = new Int32Array(3)
  let compared = 0
  for (let edits = 0; edits <= most; edits += 1) {
    // Furthest x on each diagonal k = x - y, for k from -edits to edits; one more on either side.
    const furthest = new Int32Array(2 * edits + 3)
    for (let k = -edits; k <= edits; k += 2) {
      let x = 0
      if (edits > 0) {
        const down = k === -edits || (k !== edits && at(before, edits, k - 1) < at(before, edits, k + 1))
        x = down ? at(before, edits, k + 1) : at(before, edits, k - 1) + 1
      }
      const from = x
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      compared += x - from + 1
      furthest[k + edits + 1] = x
      if (x >= a.length && x - k >= b.length) {
        reached.push(furthest)
        return stepsOf(reached, a.length, b.length)
      }
    }
    if (compared > budget) return undefined
    reached.push(furthest)
    before = furthest
  }
  return undefined
}

/** What the round before `edits` reached on diagonal k. */
function at(before: Int32Array, edits: number, k: number): number {
  return before[k + edits] ?? 0
}

function stepsOf(reached: readonly Int32Array[], lengthA: number, lengthB: number): Step[] {
  const steps: Step[] = []
  let x = lengthA
  let y = lengthB
  for (let edits = reached.length - 1; edits > 0; edits -= 1) {
    const before = reached[edits - 1] ?? new Int32Array(0)
    const k = x - y
    const down = k === -edits || (k !== edits && at(before, edits, k - 1) < at(before, edits, k + 1))
    const k0 = down ? k + 1 : k - 1
    const x0 = at(before, edits, k0)
    while (x > x0 && y > x0 - k0) {
      steps.push('both')
      x -= 1
      y -= 1
    }
    steps.push(down ? 'b' : 'a')
    x = x0
    y = x0 - k0
  }
  while (x > 0) {
    steps.push('both')
    x -= 1
  }
  return steps.toReversed()
}

/** Gives equal texts of both sides the same number. */
export function numbered(
  a: readonly string[],
  b: readonly string[],
): { readonly a: readonly number[]; readonly b: readonly number[] } {
  const numbers = new Map<string, number>()
  const numberOf = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  return { a: a.map(numberOf), b: b.map(numberOf) }
}
