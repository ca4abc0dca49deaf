import type { DockviewApi, IDockviewPanel } from 'dockview-react'
import type { DocumentPlaces, MoveDirection } from '../documents/document-store.ts'

const sides = { left: 'left', right: 'right', above: 'top', below: 'bottom' } as const

/** What only the dock can do: it knows where the tabs are. */
export function dockPlaces(api: DockviewApi): DocumentPlaces {
  return {
    groupOf: (id) => api.getPanel(id)?.group.panels.map((panel) => panel.id) ?? [],
    move: (id, direction) => {
      const panel = api.getPanel(id)
      if (panel !== undefined) move(api, panel, direction)
    },
    focusGroup: (number) => {
      api.groups[number - 1]?.activePanel?.api.setActive()
    },
    maximise: (id) => {
      const panel = api.getPanel(id)
      if (api.hasMaximizedGroup()) api.exitMaximizedGroup()
      else if (panel !== undefined) api.maximizeGroup(panel)
    },
  }
}

function move(api: DockviewApi, panel: IDockviewPanel, direction: MoveDirection): void {
  const { group } = panel
  switch (direction) {
    case 'left':
    case 'right': {
      // Along the strip first; past its end to a group of its own.
      const index = group.panels.indexOf(panel) + (direction === 'left' ? -1 : 1)
      if (index >= 0 && index < group.panels.length) panel.api.moveTo({ group, index })
      else if (group.panels.length > 1) panel.api.moveTo({ group, position: sides[direction] })
      return
    }
    case 'above':
    case 'below':
      if (group.panels.length > 1) panel.api.moveTo({ group, position: sides[direction] })
      return
    case 'next-group':
    case 'previous-group': {
      const by = direction === 'next-group' ? 1 : -1
      const other = api.groups[(api.groups.indexOf(group) + by + api.groups.length) % api.groups.length]
      if (other !== undefined && other !== group) panel.api.moveTo({ group: other, position: 'center' })
    }
  }
}
