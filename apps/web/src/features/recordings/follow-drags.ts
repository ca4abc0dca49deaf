import { openLater } from './open-later.ts'
import { fileHeld } from './openings.ts'

/**
 * Takes files that are dropped anywhere on the window. What else is dragged,
 * like a tab or a text, goes its usual way.
 * @returns ends it
 */
export function followDrags(): () => void {
  const ending = new AbortController()
  const { signal } = ending
  // One enters and leaves every element on the way; this counts how deep one is.
  let depth = 0
  const over = () => {
    depth = 0
    fileHeld.set(false)
  }
  addEventListener(
    'dragenter',
    (event) => {
      if (!hasFiles(event)) return
      depth += 1
      fileHeld.set(true)
    },
    { signal },
  )
  addEventListener(
    'dragleave',
    (event) => {
      if (!hasFiles(event)) return
      depth -= 1
      if (depth <= 0) over()
    },
    { signal },
  )
  addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return
      // Without this the browser would leave the page and show the file.
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    },
    { signal },
  )
  addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      over()
      void openLater([...(event.dataTransfer?.files ?? [])])
    },
    { signal },
  )
  return () => {
    over()
    ending.abort()
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
