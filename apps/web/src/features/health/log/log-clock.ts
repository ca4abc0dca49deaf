/** Cells of {@link logClock}, and of it with its day. */
export const clockCells = { time: 12, day: 18 } as const

/**
 * The time of a line as the reader's clock has it, to the millisecond: `09:05:00.120`,
 * with the day before it where lines are of several days: `11-23 09:05:00.120`.
 * @param at microseconds of the epoch; zero where the line had no time
 */
export function logClock(at: number, withDay: boolean): string {
  if (at === 0) return ''
  const date = new Date(at / 1_000)
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two)
  const time = `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`
  return withDay ? `${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}` : time
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
