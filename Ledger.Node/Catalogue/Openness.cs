namespace Ledger.Node.Catalogue;

/// <summary>类目公开属性: who may see that a type of licence exists and what it shows.</summary>
internal enum Openness
{
    /// <summary>公开: everybody.</summary>
    Public,

    /// <summary>内部: departments.</summary>
    Internal,

    /// <summary>受限: departments with a legal basis of their own.</summary>
    Restricted,
}
