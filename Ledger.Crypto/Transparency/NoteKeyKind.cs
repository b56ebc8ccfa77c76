namespace Ledger.Crypto.Transparency;

/// <summary>What a note key signs (c2sp.org/signed-note, "signature types").</summary>
public enum NoteKeyKind
{
    /// <summary>Type 0x01: Ed25519 over the note text.</summary>
    Ed25519,

    /// <summary>Type 0x04: Ed25519 over a time and the note text (c2sp.org/tlog-cosignature).</summary>
    Ed25519Cosignature,

    /// <summary>Type 0xff with <c>sm2-sm3-note-v1</c>: SM2 with SM3 over the note text.</summary>
    Sm2,
}
