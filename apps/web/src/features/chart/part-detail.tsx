import { CloseButton } from '@mantine/core'
import type { ChartView } from './chart-view.ts'
import { BoxDetail } from './box-detail.tsx'
import { LinkDetail } from './link-detail.tsx'
import { PortDetail } from './port-detail.tsx'
import { findSelected } from './selection.ts'
import { useWords } from './use-words.ts'
import styles from './part-detail.module.css'

export type PartDetailProps = {
  readonly view: ChartView
  readonly chosen: string | undefined
  readonly onChoose: (chosen: string | undefined) => void
  /** Opens an original page of a port: its key, and a path of its endpoints. */
  readonly onOpenOriginal: (port: string, page: string) => void
  readonly onOpenPod: (pod: { readonly namespace: string; readonly name: string }) => void
}

/** The panel beside the chart: everything about the part that is chosen. */
export function PartDetail({ view, chosen, onChoose, onOpenOriginal, onOpenPod }: PartDetailProps) {
  const words = useWords()
  const { t } = words
  const selected = findSelected(view.chart, chosen)
  if (selected === undefined) {
    return <p className={styles.nothing}>{t('chart:detail.nothing')}</p>
  }
  return (
    <div className={styles.detail}>
      <CloseButton
        className={styles.close}
        size="sm"
        aria-label={t('chart:detail.close')}
        onClick={() => onChoose(undefined)}
      />
      {selected.kind === 'port' && (
        <PortDetail view={view} port={selected.port} words={words} onOpenOriginal={onOpenOriginal} />
      )}
      {selected.kind === 'link' && (
        <LinkDetail view={view} link={selected.link} words={words} onChoose={onChoose} />
      )}
      {(selected.kind === 'process' || selected.kind === 'socket' || selected.kind === 'peer') && (
        <BoxDetail view={view} selected={selected} words={words} onOpenPod={onOpenPod} />
      )}
    </div>
  )
}
