import { liveStore } from '../../live/live-store.ts'
import { formatTopic } from '@portolan/contract/topics'
import type { Command } from '../../commands/command.ts'
import { copyText } from '../../commands/copy-text.ts'
import { addressOf } from '../../documents/document-address.ts'
import { documents } from '../../documents/document-store.ts'
import { currentOf } from '../../documents/document-history.ts'
import type { WorkbenchDocument } from '../../documents/document.ts'
import { layoutStore } from '../../documents/stored-layout.ts'
import type { PodBookmark } from '../../documents/stored-layout.ts'
import type { ContextMenu } from '../menu/context-menu.ts'
import { focusedTarget, togglePin } from './tree-target.ts'
import type { TreeTarget } from './tree-target.ts'

/** What can be done with the explorer's lines, wherever the keyboard is. */
export const explorerCommands: readonly Command[] = [
  {
    id: 'pods.toggle-pin',
    title: (t) => t(isPinned(meant()) ? 'explorer:pin.remove' : 'explorer:pin.add'),
    category: 'mesh',
    keys: ['alt+K P'],
    contextual: true,
    enabled: () => meant() !== undefined,
    run: () => {
      const pin = meant()
      if (pin !== undefined) layoutStore.togglePin(pin)
    },
  },
]

/** The line under the keyboard, else the pod of the document in front. */
function meant(): PodBookmark | undefined {
  const line = focusedTarget.get()
  if (line !== undefined) return line.pin
  const active = currentOf(documents.active.history)
  if (active.view !== 'pod') return undefined
  const { cluster, pod } = active
  const state = liveStore.stateOf(formatTopic({ kind: 'pod', cluster, pod }))
  const workload = state?.kind === 'pod' ? state.detail.summary.workload : undefined
  return { cluster, ...pod, ...(workload === undefined ? {} : { workload }) }
}

function isPinned(pin: PodBookmark | undefined): boolean {
  return pin !== undefined && layoutStore.isPinned(pin)
}

/** What can be done with one line of the tree. */
export function rowMenu(target: TreeTarget): ContextMenu {
  const document: WorkbenchDocument = { view: 'pod', cluster: target.cluster, pod: target.pod, show: {} }
  const { namespace, name } = target.pod
  return {
    label: (t) => t('explorer:menu.label', { name }),
    groups: [
      [
        {
          id: 'row.open',
          title: (t) => t('explorer:menu.open'),
          category: 'mesh',
          run: () => documents.open(document),
        },
        {
          id: 'row.open-beside',
          title: (t) => t('explorer:menu.openBeside'),
          category: 'mesh',
          run: () => documents.open(document, { place: 'beside' }),
        },
      ],
      [
        {
          id: 'row.toggle-pin',
          title: (t) => t(isPinned(target.pin) ? 'explorer:pin.remove' : 'explorer:pin.add'),
          category: 'mesh',
          keys: ['alt+K P'],
          run: () => togglePin(target),
        },
      ],
      [
        {
          id: 'row.copy-link',
          title: (t) => t('explorer:menu.copyLink'),
          category: 'mesh',
          run: () => copyText(`${location.origin}${addressOf(document)}`, (t) => t('commands:link.copied')),
        },
        {
          id: 'row.copy-describe',
          title: (t) => t('explorer:menu.copyDescribe'),
          category: 'mesh',
          run: () =>
            copyText(`kubectl --context '${target.cluster}' -n ${namespace} describe pod ${name}`, (t) =>
              t('commands:commandCopied'),
            ),
        },
      ],
    ],
  }
}
