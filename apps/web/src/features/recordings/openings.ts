import { SharedValue } from '../../commands/shared-value.ts'

/** A file on its way to be opened. */
export type Opening = {
  readonly id: number
  readonly file: string
  /** How much of it was sent, from 0 to 1; the server opens it while it comes. */
  readonly sent: number
  readonly cancel: () => void
}

/** Files on their way, oldest first. */
export const openings = new SharedValue<readonly Opening[]>([])

/** Something to open is held over the window. */
export const fileHeld = new SharedValue(false)

let lastId = 0

export function addOpening(file: string, cancel: () => void): number {
  const id = ++lastId
  openings.set([...openings.current(), { id, file, sent: 0, cancel }])
  return id
}

export function noteSent(id: number, sent: number): void {
  openings.set(openings.current().map((one) => (one.id === id ? { ...one, sent } : one)))
}

export function removeOpening(id: number): void {
  openings.set(openings.current().filter((one) => one.id !== id))
}
