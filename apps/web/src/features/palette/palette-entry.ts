import type { ComponentKind } from '@portolan/contract/chart'
import type { PortState } from '@portolan/contract/port-state'

/** Where what was chosen opens. */
export type OpenWhere = 'here' | 'beside'

/** Text and the positions in it that matched. */
export type MarkedText = { readonly text: string; readonly marks: readonly number[] }

/** One line of the palette. */
export type PaletteEntry = {
  /** Unique in its list. */
  readonly key: string
  readonly icon:
    | { readonly kind: 'component'; readonly component: ComponentKind }
    | { readonly kind: 'port'; readonly state: PortState }
    | { readonly kind: 'place' | 'command' | 'mode' }
  readonly label: MarkedText
  readonly detail?: MarkedText
  /** Why it stands here, on the first line of its group: "recently opened". */
  readonly group?: string
  /** As a command writes them. */
  readonly keys?: string
  /** Another list of the palette comes, instead of the end. */
  readonly leadsOn?: boolean
  readonly choose: (where: OpenWhere) => void | Promise<void>
}

/** What the palette shows for one text. */
export type PaletteResults = {
  readonly entries: readonly PaletteEntry[]
  /** How many there are, where more were found than are shown. */
  readonly total: number
  /** What keeps the list from being whole: pods on the way, or not allowed. */
  readonly notices: readonly string[]
  readonly busy: boolean
}

/** Splits marks of `label + separator + detail` over both; what lies beyond is found, and not shown. */
export function splitMarks(
  label: string,
  detail: string,
  marks: readonly number[],
): { readonly label: MarkedText; readonly detail: MarkedText } {
  const start = label.length + searchGap.length
  return {
    label: { text: label, marks: marks.filter((at) => at < label.length) },
    detail: {
      text: detail,
      marks: marks.filter((at) => at >= start && at < start + detail.length).map((at) => at - start),
    },
  }
}

/** Between the parts of a searched text. */
export const searchGap = ' '
