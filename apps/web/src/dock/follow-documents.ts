import type { DockviewApi, IDockviewPanel } from 'dockview-react'
import { documentShelf } from '../documents/address-bar.ts'
import type { DocumentStore, Place } from '../documents/document-store.ts'
import { layoutDamage } from '../documents/layout-damage.ts'
import { writeLater } from '../storage/write-later.ts'
import { dockPlaces } from './dock-places.ts'

/** The one kind of panel that there is. */
export const panelKind = 'document'

/**
 * Keeps dock and documents the same: which tabs there are is the store's to
 * say, where they are the dock's, and which one is in front whoever spoke last.
 * @param place the element that the dock is drawn in
 * @returns ends it
 */
export function followDocuments(api: DockviewApi, store: DocumentStore, place: HTMLElement): () => void {
  const ending = new AbortController()
  restore(api)
  // What the dock does because the store said so is no news to the store.
  let following = false
  const follow = () => {
    following = true
    const focused = place.contains(document.activeElement) ? document.activeElement : null
    const panels = api.panels.length
    try {
      matchPanels(api, store)
    } finally {
      following = false
    }
    if (focused !== null && api.panels.length < panels) handFocusOn(place, focused)
  }
  follow()
  const endings = [
    store.layOutBy(dockPlaces(api)),
    store.subscribe(follow),
    subscribed(
      api.onDidActivePanelChange(({ panel }) => {
        if (!following && panel !== undefined) store.activate(panel.id)
      }),
    ),
    subscribed(
      api.onDidRemovePanel((panel) => {
        if (!following) store.close(panel.id)
      }),
    ),
    subscribed(api.onDidLayoutChange(writeLater(() => documentShelf.writeDock(api.toJSON()), ending.signal))),
    () => ending.abort(),
  ]
  return () => {
    for (const end of endings) end()
  }
}

function subscribed(subscription: { dispose: () => void }): () => void {
  return () => subscription.dispose()
}

/** React takes away what stood in a tab some frames after the tab itself; it is not waited for longer than this. */
const mostFrames = 60

/** Whoever had the focus in a document that goes has it on the tab in front, and not nowhere. */
function handFocusOn(place: HTMLElement, focused: Element, frame = 0): void {
  const now = document.activeElement
  if (now === null || now === document.body) {
    place.querySelector<HTMLElement>('.dv-active-group .dv-active-tab')?.focus()
  } else if (now === focused && frame < mostFrames) {
    requestAnimationFrame(() => handFocusOn(place, focused, frame + 1))
  }
}

/** The kept places; a layout that the dock cannot read costs the places only, the documents stay. */
function restore(api: DockviewApi): void {
  const kept = documentShelf.readDock()
  if (kept.kind === 'none') return
  try {
    if (kept.kind === 'damaged') throw new Error('the kept layout is no JSON')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- dockview itself judges what it wrote, by throwing
    api.fromJSON(kept.value as Parameters<DockviewApi['fromJSON']>[0])
  } catch {
    api.clear()
    layoutDamage.note('dock')
  }
}

function matchPanels(api: DockviewApi, store: DocumentStore): void {
  const { documents, active } = store.state()
  const gone = api.panels.filter(({ id }) => store.find(id) === undefined)
  for (const panel of gone) api.removePanel(panel)
  for (const { id } of documents) {
    if (api.getPanel(id) === undefined) addPanel(api, id, store.placementOf(id))
  }
  const wanted = api.getPanel(active)
  if (wanted !== undefined && api.activePanel !== wanted) wanted.api.setActive()
}

function addPanel(api: DockviewApi, id: string, place: Place): IDockviewPanel {
  // A group that was only just made is not active yet.
  const group = api.activeGroup ?? api.groups[0]
  const panel = { id, component: panelKind, inactive: true } as const
  if (group === undefined) return api.addPanel(panel)
  switch (place) {
    case 'here': {
      const at = group.activePanel === undefined ? -1 : group.panels.indexOf(group.activePanel)
      return api.addPanel({ ...panel, position: { referenceGroup: group, index: at + 1 } })
    }
    case 'beside':
    case 'below':
      return api.addPanel({
        ...panel,
        position: { referenceGroup: group, direction: place === 'beside' ? 'right' : 'below' },
      })
  }
}
