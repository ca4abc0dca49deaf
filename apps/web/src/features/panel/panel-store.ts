import * as z from 'zod/mini'
import { readPart, writePart } from '../../storage/kept-part.ts'
import { browserShelf } from '../../storage/browser-shelves.ts'

export const panelTabs = ['requests', 'tasks', 'notifications'] as const
export type PanelTab = (typeof panelTabs)[number]

/** Heights in CSS pixels. */
export const panelHeight = { usual: 260, least: 120, most: 640 } as const

const panelLayout = z.object({ open: z.boolean(), height: z.number(), tab: z.enum(panelTabs) })
export type PanelLayout = Readonly<z.infer<typeof panelLayout>>

const storageKey = 'portolan.panel'
const usual: PanelLayout = { open: false, height: panelHeight.usual, tab: 'requests' }

/** Whether the panel is open, how high, and with which tab in front. Kept in this browser. */
class PanelStore {
  readonly #listeners = new Set<() => void>()
  #layout: PanelLayout | undefined

  readonly layout = (): PanelLayout => (this.#layout ??= stored())

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(change: Partial<PanelLayout>): void {
    const next = { ...this.layout(), ...change }
    const height = Math.round(Math.max(panelHeight.least, Math.min(panelHeight.most, next.height)))
    this.#layout = { ...next, height }
    writePart(browserShelf, storageKey, this.#layout)
    for (const listener of this.#listeners) listener()
  }

  show(tab: PanelTab): void {
    this.change({ open: true, tab })
  }

  toggle(): void {
    this.change({ open: !this.layout().open })
  }
}

export const panelStore = new PanelStore()

/** What cannot be read is as if nothing had been kept: a closed panel costs nobody anything. */
function stored(): PanelLayout {
  const kept = readPart(browserShelf, storageKey, panelLayout)
  return kept.kind === 'kept' ? kept.value : usual
}
