using Ledger.Node.Log;

namespace Ledger.Node.Materials;

/// <summary>What became of a file that was handed in.</summary>
/// <param name="Material">The material: a new one, or the one that holder, type and file had already.</param>
/// <param name="Receipt">Where the registration stands.</param>
/// <param name="IsKnown">Whether this authority had the same file of the same holder and type before; then nothing was entered, or that it is of another case too.</param>
internal sealed record HandedInMaterial(OpenedMaterial Material, LogReceipt Receipt, bool IsKnown);
