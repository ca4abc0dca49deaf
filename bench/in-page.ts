/**
 * What runs inside the page, as text: this program has no DOM, and its compiler
 * should not believe that it has.
 */

/** Waits until the tree has rows and the explorer has counted so many pods; gives the milliseconds since the navigation. */
export const whenCounted = (pods: number): string => `new Promise((resolve) => {
  const look = () => {
    const rows = document.querySelectorAll('[role=treeitem]').length
    const counts = Array.from(document.querySelectorAll('aside output'), (one) =>
      Number.parseInt(one.textContent.replaceAll(/[^0-9]/g, ''), 10))
    if (rows > 10 && counts.some((count) => count >= ${pods})) resolve(performance.now())
    else requestAnimationFrame(look)
  }
  look()
})`

/**
 * Waits for the next key, and notes in \`window.measured\` how long it takes to
 * the frame that shows the last change of a part of the page that followed it,
 * and in \`window.changed\` to that change itself.
 * @param part as a CSS selector
 */
export const watchNextKeyIn = (part: string): string => `(() => {
  const done = Promise.withResolvers()
  let began = 0
  let painted = 0
  const finish = () => { observer.disconnect(); done.resolve(painted === 0 ? 0 : painted - began) }
  let quiet = setTimeout(finish, 1500)
  const channel = new MessageChannel()
  // A task after an animation frame runs when that frame has been drawn.
  channel.port1.onmessage = () => { painted = performance.now() }
  window.changed = 0
  const observer = new MutationObserver(() => {
    window.changed = performance.now() - began
    requestAnimationFrame(() => channel.port2.postMessage(0))
    clearTimeout(quiet)
    quiet = setTimeout(finish, 300)
  })
  addEventListener('keydown', (event) => { began = event.timeStamp }, { once: true, capture: true })
  observer.observe(document.querySelector('${part}'), { subtree: true, childList: true, characterData: true, attributes: true })
  window.measured = done.promise
})()`

/** The same for the explorer. */
export const watchNextKey = watchNextKeyIn('aside')

/** Notes in \`window.measuredFrames\` how far apart the frames are, in milliseconds. */
export const watchFrames = `(() => {
  const frames = (window.measuredFrames = [])
  let last = performance.now()
  const next = (now) => { frames.push(now - last); last = now; requestAnimationFrame(next) }
  requestAnimationFrame(next)
})()`

/** Notes in \`window.longTasks\` each task that held up the page for more than 50 ms, in milliseconds. */
export const watchLongTasks = `(() => {
  const tasks = (window.longTasks = [])
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) tasks.push(duration) })
    .observe({ type: 'longtask' })
})()`

/**
 * Scrolls the holder of the page's table by so many rows of 24 px a second, back
 * and forth, and gives the milliseconds between frames. Rows are moved by the
 * clock, so that a late frame scrolls further.
 */
export const scrollRows = (rowsPerSecond: number, seconds: number): string => `new Promise((resolve) => {
  const holder = document.querySelector('table[aria-rowcount]').parentElement
  const frames = []
  const began = performance.now()
  let last = began
  const next = (now) => {
    frames.push(now - last)
    last = now
    const most = holder.scrollHeight - holder.clientHeight
    const way = Math.max(0, now - began) / 1000 * ${rowsPerSecond} * 24
    const turn = way % (2 * most)
    holder.scrollTop = turn > most ? 2 * most - turn : turn
    if (now - began < ${seconds * 1000}) requestAnimationFrame(next)
    else resolve({ frames: frames.slice(1), way: holder.scrollTop })
  }
  requestAnimationFrame(next)
})`
