import { checkCommands } from '@portolan/catalog/check-commands'
import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { Command } from '../../commands/command.ts'
import { addressOfPod, openPodView } from '../../commands/workbench-view.ts'
import type { PodView } from '../../commands/workbench-view.ts'
import { copyText } from '../../commands/copy-text.ts'
import type { ContextMenu } from '../menu/context-menu.ts'
import { hasPages } from './original/has-pages.ts'

/** What can be done with one port of a pod. `view` is where the pod is open. */
export function portMenu(
  { cluster, pod }: Pick<PodView, 'cluster' | 'pod'>,
  chart: Chart,
  port: ChartPort,
): ContextMenu {
  const shown: PodView = { cluster, pod, show: { port: port.key } }
  const original: PodView = { cluster, pod, show: { port: port.key, view: 'original' } }
  const number = port.number.kind === 'known' ? port.number.value : port.number.usual
  const checks = checkCommands(chart, port)
  const open: readonly Command[] = [
    {
      id: 'port.open',
      title: (t) => t('commands:port.open'),
      category: 'pod',
      run: () => openPodView(shown, 'here'),
    },
    {
      id: 'port.open-beside',
      title: (t) => t('commands:port.openBeside'),
      category: 'pod',
      run: () => openPodView(shown, 'beside'),
    },
    {
      id: 'port.open-original',
      title: (t) => t('commands:port.openOriginal'),
      category: 'pod',
      enabled: () => hasPages(port),
      run: () => openPodView(original, 'here'),
    },
  ]
  const copy: readonly Command[] = [
    {
      id: 'port.copy-link',
      title: (t) => t('commands:port.copyLink'),
      category: 'pod',
      run: () => copyText(addressOfPod(shown), (t) => t('commands:link.copied')),
    },
    ...checks.map(({ command }, index): Command => ({
      id: `port.copy-${index}`,
      title: (t) => t('commands:port.copyCommand', { command: shortCommand(command) }),
      category: 'pod',
      run: () => copyText(command, (t) => t('commands:commandCopied')),
    })),
  ]
  return { label: (t) => t('commands:port.menu', { number }), groups: [open, copy] }
}

/** The begin of a command that tells it from the others: its program and what that is asked to do. */
function shortCommand(command: string): string {
  const words = command.split(' ').filter((word) => !word.startsWith('-'))
  return command.includes(' port-forward ') ? 'kubectl port-forward' : words.slice(0, 2).join(' ')
}
