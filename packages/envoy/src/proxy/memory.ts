import { numberOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { told } from './told.ts'

/** Envoy's memory in bytes; a part that the allocator does not tell is absent. */
export type ProxyMemory = {
  readonly allocated: number | undefined
  readonly heapSize: number | undefined
  readonly pageheapUnmapped: number | undefined
  readonly pageheapFree: number | undefined
  readonly threadCache: number | undefined
  readonly physical: number | undefined
}

/**
 * Reads `/memory`.
 * @see envoy: api/envoy/admin/v3/memory.proto
 */
export function readMemory(answer: JsonObject): ProxyMemory {
  return {
    allocated: numberOf(answer, 'allocated'),
    heapSize: numberOf(answer, 'heap_size'),
    pageheapUnmapped: numberOf(answer, 'pageheap_unmapped'),
    pageheapFree: numberOf(answer, 'pageheap_free'),
    threadCache: numberOf(answer, 'total_thread_cache'),
    physical: numberOf(answer, 'total_physical_bytes'),
  }
}

export function memoryFacts(memory: ProxyMemory): readonly Fact[] {
  return [
    ...told('memory.allocated', bytesText(memory.allocated)),
    ...told('memory.heap-size', bytesText(memory.heapSize)),
    ...told('memory.physical', bytesText(memory.physical)),
    ...told('memory.pageheap-free', bytesText(memory.pageheapFree)),
    ...told('memory.pageheap-unmapped', bytesText(memory.pageheapUnmapped)),
    ...told('memory.thread-cache', bytesText(memory.threadCache)),
  ]
}

/** Bytes in the largest unit of 1024 that leaves a whole number before the point: `9.7 MiB`. */
export function bytesText(bytes: number | undefined): string | undefined {
  if (bytes === undefined) return undefined
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const
  const power = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10)))
  const unit = units[power] ?? 'B'
  return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${unit}`
}
