// How much: the standard times the quantity, less a relief in hundredths; each rounded once, to the payer's favour.

export const levied = (standard: number, quantity: number): number => standard * quantity
export const relieved = (amount: number, percent: number): number => Math.floor((amount * (100 - percent)) / 100)
