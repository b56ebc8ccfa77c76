using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// The rows as they are now, with nothing worked out of them kept: behind what is verified a mirror's rows may be replaced,
/// so that they do not only grow.
/// </summary>
internal sealed class MirrorRows(StateStore store) : LedgerRead(store, snapshot: null, head: null)
{
    /// <inheritdoc/>
    internal override GrownCache? GrownCacheOf(Column column) => null;
}
