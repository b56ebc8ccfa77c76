namespace Ledger.Node.Federation;

/// <summary>Why a step of a mirror ended early. It becomes the mirror's state, never an answer to a caller.</summary>
internal sealed class MirrorException(MirrorTrouble trouble, string chinese, string english) : Exception(english)
{
    /// <summary>What is wrong.</summary>
    public MirrorTrouble Trouble => trouble;

    /// <summary>The reason in Chinese; in English it is the message.</summary>
    public string Chinese => chinese;
}
