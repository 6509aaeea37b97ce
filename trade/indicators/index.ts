export { GROUPS, type Group } from './flags.rules.ts'
export { type Coverage, indicators, type Result, TITLES, wide } from './indicators.rules.ts'
export { BadSettings, CODES, type Code, DEFAULTS, readSettings, type Settings } from './settings.rules.ts'
