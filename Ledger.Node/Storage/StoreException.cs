namespace Ledger.Node.Storage;

/// <summary>The store cannot be opened, read or written, or holds damaged bytes. Never to be swallowed: the data are in doubt.</summary>
internal sealed class StoreException : Exception
{
    /// <summary>States what is damaged, for the operator.</summary>
    public StoreException(string message)
        : this(StoreFault.Damaged, message)
    {
    }

    /// <summary>States what failed.</summary>
    public StoreException(StoreFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>States what failed and what was caught.</summary>
    public StoreException(StoreFault fault, string message, Exception cause)
        : base(message, cause) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public StoreFault Fault { get; }
}
