import type { Explanations } from '../explanation.ts'
import { controlLinks } from './control-links.ts'
import { healthLinks } from './health-links.ts'
import { trafficLinks } from './traffic-links.ts'

export const links: Explanations['links'] = { ...trafficLinks, ...controlLinks, ...healthLinks }
