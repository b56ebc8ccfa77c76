namespace Ledger.Node.Anchoring;

/// <summary>Why a chain could not be asked, or what it refused. A closed list: operators and tests rely on it.</summary>
internal enum EvmError
{
    /// <summary>No connection, or the connection broke.</summary>
    Unreachable,

    /// <summary>No whole answer in time.</summary>
    Timeout,

    /// <summary>An HTTP status other than 200; redirects are not followed.</summary>
    HttpStatus,

    /// <summary>The answer is longer than is ever needed.</summary>
    TooLarge,

    /// <summary>The answer is not JSON-RPC, or a value in it has the wrong form.</summary>
    Malformed,

    /// <summary>The answer belongs to another question.</summary>
    WrongId,

    /// <summary>The node speaks for another chain than the one configured.</summary>
    WrongChain,

    /// <summary>There is other code, or none, at the contract's address.</summary>
    WrongCode,

    /// <summary>The contract refused; the message names its error.</summary>
    Reverted,

    /// <summary>The node has this very transaction already.</summary>
    AlreadyKnown,

    /// <summary>The transaction's nonce has been used.</summary>
    NonceTooLow,

    /// <summary>The node answered with another error.</summary>
    Refused,

    /// <summary>The endpoints contradict each other, or one contradicts itself.</summary>
    Disagreement,
}
