import type { InsideContainer, InsideLook } from '@portolan/contract/inside'
import type { PodDetail } from '@portolan/contract/pods'
import type { PodSearch } from '../pod/pod-search.ts'
import { usePodView, withShow } from '../pod/use-pod-view.ts'
import { InsideFrame } from './inside-frame.tsx'
import { readWordedSearch, writeWordedSearch } from '../../documents/worded-search.ts'
import { sampleKey } from './look-samples.ts'
import { ProcessDetail } from './process-detail.tsx'
import { ProcessSection } from './process-section.tsx'
import styles from './processes.module.css'

type ProcessesViewProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly show: PodSearch
}

/** What runs in the pod: the tree of every container, and beside it the process that is chosen. */
export function ProcessesView({ cluster, detail, show }: ProcessesViewProps) {
  const changeView = usePodView()
  const chosen = readWordedSearch(show.q, (name) => name === 'process').named.get('process')
  const choose = (key: string | undefined) => {
    const named = new Map(key === undefined ? [] : [['process', key]])
    changeView(withShow({ q: writeWordedSearch({ text: '', named }) }), { replace: true })
  }
  return (
    <InsideFrame cluster={cluster} detail={detail}>
      {(look) => {
        const found = findProcess(look, chosen)
        return (
          <div className={styles.split}>
            <div className={styles.sections}>
              {look.containers.map((container) => (
                <ProcessSection
                  key={container.name}
                  cluster={cluster}
                  look={look}
                  container={container}
                  chosen={chosen}
                  onChoose={choose}
                />
              ))}
            </div>
            {found !== undefined && (
              <ProcessDetail
                cluster={cluster}
                look={look}
                container={found.container}
                process={found.process}
                onClose={() => choose(undefined)}
              />
            )}
          </div>
        )
      }}
    </InsideFrame>
  )
}

function findProcess(look: InsideLook, chosen: string | undefined) {
  const all = look.containers.flatMap((container: InsideContainer) =>
    container.outcome.kind === 'read'
      ? container.outcome.processes.map((process) => ({ container: container.name, process }))
      : [],
  )
  return all.find(({ container, process: { pid } }) => sampleKey(container, pid) === chosen)
}
