import { appendFileSync } from 'node:fs'
import process from 'node:process'

// Loaded into the server before its own code. Each line that it writes: when, the
// worst delay of the event loop since the line before, and for how much of such a
// delay the thread itself was at work, all in milliseconds. On a machine with fewer
// cores than busy programs most of a delay is another program's turn.
const file = process.env['BENCH_EVENT_LOOP_DELAY']
if (file !== undefined) {
  const every = 5
  const linesEvery = 200
  let due = performance.now() + every
  let cpu = process.threadCpuUsage()
  let written = performance.now()
  let worst = { delay: 0, work: 0 }
  setInterval(() => {
    const now = performance.now()
    const spent = process.threadCpuUsage(cpu)
    const delay = Math.max(0, now - due)
    const work = Math.min(delay, (spent.user + spent.system) / 1000)
    worst = { delay: Math.max(worst.delay, delay), work: Math.max(worst.work, work) }
    if (now - written > linesEvery) {
      appendFileSync(file, `${Date.now()} ${worst.delay.toFixed(1)} ${worst.work.toFixed(1)}\n`)
      worst = { delay: 0, work: 0 }
      written = now
    }
    due = performance.now() + every
    cpu = process.threadCpuUsage()
  }, every).unref()
}
