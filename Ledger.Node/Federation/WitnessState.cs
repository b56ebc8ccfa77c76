namespace Ledger.Node.Federation;

/// <summary>How far one witness has cosigned this log.</summary>
/// <param name="Name">The witness.</param>
/// <param name="Size">Size of the newest checkpoint it cosigned since this node started; 0 for none.</param>
/// <param name="Time">When it says it did.</param>
/// <param name="Trouble">What was wrong the last time.</param>
/// <param name="Reason">The same as a sentence; empty without trouble.</param>
internal sealed record WitnessState(string Name, long Size, DateTimeOffset? Time, WitnessTrouble Trouble, string Reason);
