namespace Ledger.Api.Hosting;

/// <summary>What can be unsafe about a node's settings, files and surroundings. The codes made of the names never change.</summary>
internal enum ConfigurationFault
{
    /// <summary>node.json is absent, unreadable, or a setting cannot work.</summary>
    SettingsWrong,

    /// <summary>Plain HTTP would be spoken to more than this machine.</summary>
    PlainHttp,

    /// <summary>Others reach the node without TLS.</summary>
    NoTls,

    /// <summary>Keys that are shown instead of signing, where others reach the node.</summary>
    BearerKeys,

    /// <summary>An identity provider on this machine, as demonstrations have, where others reach the node.</summary>
    DemoProvider,

    /// <summary>Anybody may add entries without a meaning, where others reach the node.</summary>
    AcceptLoad,

    /// <summary>The proxy does not say who calls: no caller can be told from another.</summary>
    NoClientAddress,

    /// <summary>Figures are shown at an address that is open to more than the operator's network.</summary>
    TelemetryOpen,

    /// <summary>Nobody cosigns the log.</summary>
    NoWitnesses,

    /// <summary>The trust policy does not say whose cosignatures make a quorum.</summary>
    NoQuorum,

    /// <summary>A file with a secret that others than its owner may open.</summary>
    KeyMode,

    /// <summary>A file with a secret that belongs to somebody else than who runs the node.</summary>
    KeyOwner,

    /// <summary>A secret stands in the environment, where children and other programs of the user read it.</summary>
    SecretInEnvironment,

    /// <summary>A secret stands in settings that others may read.</summary>
    SettingsReadable,

    /// <summary>The certificate by which the node is to show itself to other provinces has an SM2 key, or cannot be read: no TLS connection would come about.</summary>
    ClientKeyUnusable,

    /// <summary>The node has no certificate by which it could show itself to other provinces.</summary>
    NoClientKey,

    /// <summary>Nothing is anchored.</summary>
    NoAnchor,

    /// <summary>Database, head file and lock file are lost or restored together.</summary>
    SameVolume,

    /// <summary>Nothing keeps this machine's clock right.</summary>
    ClockUnsynchronised,
}
