import { BootstrapView } from './bootstrap-view.tsx'
import { CompareView } from './compare/compare-view.tsx'
import { DumpView } from './dump/dump-view.tsx'
import { envoySections, isTable } from './envoy-search.ts'
import type { EnvoySearch } from './envoy-search.ts'
import { KubectlContext, useContextOf } from './kubectl-context.ts'
import { OverviewView } from './overview-view.tsx'
import { SectionList } from './section-list.tsx'
import { TableSection } from './table-section.tsx'
import { TraceView } from './trace/trace-view.tsx'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type ProxySectionsProps = {
  readonly source: ProxySource
  readonly search: EnvoySearch
  readonly onGo: (to: Partial<EnvoySearch>, how?: { readonly replace?: boolean }) => void
}

/** Everything that is shown of a proxy, whoever answered: the list of parts, and the one that is chosen. */
export function ProxySections({ source, search, onGo }: ProxySectionsProps) {
  const { section } = search
  const context = useContextOf(source)
  return (
    <KubectlContext value={context}>
      <div className={styles.view}>
        <SectionList
          sections={envoySections}
          chosen={section}
          onChoose={(to) => onGo({ section: to, text: '', sort: undefined, only: {}, row: undefined })}
        />
        <div className={styles.section}>
          {isTable(section) && (
            <TableSection key={section} source={source} table={section} search={search} onGo={onGo} />
          )}
          {section === 'overview' && <OverviewView source={source} onGo={onGo} />}
          {section === 'trace' && <TraceView source={source} asked={search.trace} onGo={onGo} />}
          {section === 'bootstrap' && <BootstrapView source={source} onGo={onGo} />}
          {section === 'compare' && <CompareView source={source} />}
          {section === 'dump' && <DumpView source={source} />}
        </div>
      </div>
    </KubectlContext>
  )
}
