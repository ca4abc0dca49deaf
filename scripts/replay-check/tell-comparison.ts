import type { Comparison } from './compare-answers.ts'

const shownDifferences = 60

/** Prints a comparison. True when nothing differs that should not. */
export function tellComparison({ questions, fields, differences, volatile, redacted }: Comparison): boolean {
  for (const [why, times] of [...volatile].toSorted(([, a], [, b]) => b - a))
    console.log(`  ${times} differ: ${why}`)
  for (const { question, field, live, replayed } of differences.slice(0, shownDifferences)) {
    console.log(
      `DIFFERS ${question}\n  ${field}\n    live     ${shown(live)}\n    replayed ${shown(replayed)}`,
    )
  }
  if (differences.length > shownDifferences)
    console.log(`... and ${differences.length - shownDifferences} more`)
  const volatileFields = [...volatile.values()].reduce((sum, times) => sum + times, 0)
  console.log(
    `${questions} questions, ${fields} fields: ${differences.length} differ, ${volatileFields} differ as listed, ${redacted} redacted`,
  )
  return differences.length === 0 && questions > 0
}

function shown(value: string | undefined): string {
  if (value === undefined) return '(missing)'
  return value.length > 160 ? `${value.slice(0, 160)}...` : value
}
