namespace Ledger.Node.Outgoing;

/// <summary>How far from the open net an address lies.</summary>
internal enum Reach
{
    /// <summary>Anybody may call it.</summary>
    Public,

    /// <summary>This machine, or a network of its owner's.</summary>
    Private,

    /// <summary>Never a server that is meant: no address of one machine, or where clouds tell a machine its secrets.</summary>
    Never,
}
