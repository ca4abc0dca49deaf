import type { ChartPort, Chart } from '@portolan/contract/chart'
import { formatTopic } from '@portolan/contract/topics'
import type { Command } from '../../commands/command.ts'
import { copyText } from '../../commands/copy-text.ts'
import { activePod, changePodView } from '../../commands/workbench-view.ts'
import type { PodView } from '../../commands/workbench-view.ts'
import { liveStore } from '../../live/live-store.ts'
import { podViews } from './pod-search.ts'
import type { PodViewName } from './pod-search.ts'

/** What can be done with the pod whose document is in front. */
export const podCommands: readonly Command[] = [
  ...podViews.map((view, index): Command => ({
    id: `pod.view-${view}`,
    title: (t) => t('commands:pod.view', { view: t(`pod:view.${view}`) }),
    category: 'pod',
    keys: [String(index + 1)],
    contextual: true,
    enabled: () => activePod() !== undefined,
    run: () => showView(view),
  })),
  {
    id: 'pod.copy-port-forward',
    title: (t) => t('commands:pod.copyPortForward'),
    category: 'pod',
    contextual: true,
    enabled: () => portToForward(activePod()) !== undefined,
    run: async () => {
      const command = await portForwardCommand(activePod())
      if (command === undefined) return
      await copyText(command, (t) => t('commands:commandCopied'))
    },
  },
]

function showView(view: PodViewName): void {
  const active = activePod()
  if (active === undefined) return
  const { view: _, ...rest } = active.show
  changePodView({ ...active, show: view === 'chart' ? rest : { ...rest, view } })
}

/** `kubectl port-forward` to the port that is chosen; `undefined` where none is, or its number is not known. */
async function portForwardCommand(view: PodView | undefined): Promise<string | undefined> {
  const chosen = portToForward(view)
  if (chosen === undefined) return undefined
  const { checkCommands } = await import('@portolan/catalog/check-commands')
  return checkCommands(chosen.chart, chosen.port).find(({ command }) => command.includes(' port-forward '))
    ?.command
}

function portToForward(view: PodView | undefined): ReturnType<typeof chosenPort> {
  const chosen = view && chosenPort(view)
  if (chosen === undefined || chosen.port.number.kind === 'unknown') return undefined
  return chosen.port.presence.kind !== 'absent' && chosen.port.transports.includes('tcp') ? chosen : undefined
}

function chosenPort({
  cluster,
  pod,
  show,
}: PodView): { readonly chart: Chart; readonly port: ChartPort } | undefined {
  const state = liveStore.stateOf(formatTopic({ kind: 'pod', cluster, pod }))
  if (state?.kind !== 'pod') return undefined
  const { chart } = state.detail
  const port = chart.ports.find(({ key }) => key === show.port)
  return port === undefined ? undefined : { chart, port }
}
