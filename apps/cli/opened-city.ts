import { readConfig } from '../config.ts'

/** The whole product on its database as it is, loaded only now: help, a wrong option and what needs no database do not wait for it. */
export const openedCity = async () => (await import('../gnomon.ts')).openGnomon(readConfig(), { migrate: false })
