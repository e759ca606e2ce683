// The quiz as a panel of its own; the review shows the same within another.
export default panel("quiz", draw);
