// What the values of records are called on the pages, as the server has it.

const wording = JSON.parse(document.getElementById("wording").textContent);

export const STATUSES = wording.statuses;
export const OPINIONS = wording.opinions;
export const CHANNELS = wording.channels;
export const STATES = wording.states;
